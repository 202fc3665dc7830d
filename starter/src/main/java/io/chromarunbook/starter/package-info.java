/** The command line. */
package io.chromarunbook.starter;
