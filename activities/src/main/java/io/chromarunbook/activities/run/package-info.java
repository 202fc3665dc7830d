/** What every activity stands on: the run's folder, its plan, its servers, heartbeats, failures. */
package io.chromarunbook.activities.run;
