/** One person moves one application's data on one machine: the whole runbook as one command. */
package io.chromarunbook.starter.conversion;
