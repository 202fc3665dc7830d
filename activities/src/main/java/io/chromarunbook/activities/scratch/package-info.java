/** Collections that exist for a moment at a target, to try something out, and how they go. */
package io.chromarunbook.activities.scratch;
