/** A worker as a process, and the Chroma servers it starts for plans that name directories. */
package io.chromarunbook.starter.serving;
