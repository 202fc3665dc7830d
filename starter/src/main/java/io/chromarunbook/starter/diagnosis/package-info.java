/** What goes wrong with runs, and how that is recognised: the fourth section of the runbook. */
package io.chromarunbook.starter.diagnosis;
