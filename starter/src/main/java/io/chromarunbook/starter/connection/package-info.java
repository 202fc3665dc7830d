/** How the command line speaks to Temporal about migrations. */
package io.chromarunbook.starter.connection;
