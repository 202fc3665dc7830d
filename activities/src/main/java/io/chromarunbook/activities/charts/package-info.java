/** Figures as drawings: what is to be seen is said here, a library works out where it lies. */
package io.chromarunbook.activities.charts;
