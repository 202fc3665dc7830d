/** The benchmark: us, the plain client loop and the target's limit, side by side. */
package io.chromarunbook.starter.bench;
