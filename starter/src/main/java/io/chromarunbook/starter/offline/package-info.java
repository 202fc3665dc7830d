/** Commands that need neither Temporal nor a worker. */
package io.chromarunbook.starter.offline;
