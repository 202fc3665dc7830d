/** The process that hosts workflows and activities: wiring, configuration, metrics, health. */
package io.chromarunbook.worker;
