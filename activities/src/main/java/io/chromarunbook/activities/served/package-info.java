/** Directories in the place of servers: copied, served while a run goes on, closed at its end. */
package io.chromarunbook.activities.served;
