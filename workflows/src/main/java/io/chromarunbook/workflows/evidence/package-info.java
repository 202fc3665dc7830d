/** What was found, and the decision that follows from it. Pure: no clock, no I/O. */
package io.chromarunbook.workflows.evidence;
