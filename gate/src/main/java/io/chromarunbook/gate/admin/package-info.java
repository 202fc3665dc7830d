/** What operators and runs ask and tell the door, on a port of its own. */
package io.chromarunbook.gate.admin;
