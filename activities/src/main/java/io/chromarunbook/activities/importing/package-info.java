/**
 * The snapshot's way into the target: who owns a collection, who may write a part, what it proved.
 */
package io.chromarunbook.activities.importing;
