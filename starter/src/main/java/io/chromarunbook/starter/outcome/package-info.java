/** How a command ends: its exit code and the one sentence a person gets. */
package io.chromarunbook.starter.outcome;
