/**
 * The plan: everything about a migration in one file, frozen with its digest when the run starts.
 */
package io.chromarunbook.workflows.plan;
