/** Real servers on this machine without containers: installed, started, supervised and stopped. */
package io.chromarunbook.stack;
