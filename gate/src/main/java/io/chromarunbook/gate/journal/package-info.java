/** Which writes passed the door, kept on the disk: what they were about, and what came of them. */
package io.chromarunbook.gate.journal;
