/** Requests on their way through the door. */
package io.chromarunbook.gate.proxy;
