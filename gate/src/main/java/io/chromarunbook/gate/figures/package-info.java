/** What the door counts: who asks, what was refused, how long answers take. */
package io.chromarunbook.gate.figures;
