/** What became of writes that were cut: read at the server they went to. */
package io.chromarunbook.gate.settling;
