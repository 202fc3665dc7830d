/** What happened in runs and which there are, by Temporal's events and by the files of a home. */
package io.chromarunbook.starter.history;
