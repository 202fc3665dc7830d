/** Which server the door leads to and whether writes pass; kept in a file, changed by orders. */
package io.chromarunbook.gate.mode;
