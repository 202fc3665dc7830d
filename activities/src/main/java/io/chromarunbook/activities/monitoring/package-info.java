/** Looks at both servers after the cutover. */
package io.chromarunbook.activities.monitoring;
