/** Who may work on a server's tenant and database: one migration at a time. */
package io.chromarunbook.workflows.lock;
