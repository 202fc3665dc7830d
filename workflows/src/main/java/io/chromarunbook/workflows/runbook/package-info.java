/** The runbook itself: its steps in order, its gates, its decision, its way back. */
package io.chromarunbook.workflows.runbook;
