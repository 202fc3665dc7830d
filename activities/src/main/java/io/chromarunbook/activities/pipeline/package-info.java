/** Stages that work side by side, each on a thread of its own, with bounded memory between them. */
package io.chromarunbook.activities.pipeline;
