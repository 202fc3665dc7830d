/** What a request asks of Chroma: the one table of operations of both API generations. */
package io.chromarunbook.gate.request;
