/** What outlives a run: the evidence of its gates and its report, for machines and for people. */
package io.chromarunbook.activities.report;
