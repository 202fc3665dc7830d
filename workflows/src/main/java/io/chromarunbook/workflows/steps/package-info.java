/** What activities promise: one interface for each kind of work, and the records they exchange. */
package io.chromarunbook.workflows.steps;
