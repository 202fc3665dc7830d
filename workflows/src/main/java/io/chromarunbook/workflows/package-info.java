/**
 * What happens in which order: the runbook, its copying children, and the words all parts share.
 */
package io.chromarunbook.workflows;
