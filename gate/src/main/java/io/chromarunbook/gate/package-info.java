/** The front door. */
package io.chromarunbook.gate;
