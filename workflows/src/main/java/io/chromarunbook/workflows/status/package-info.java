/** What a run tells of itself: the records that status, report and people read. */
package io.chromarunbook.workflows.status;
