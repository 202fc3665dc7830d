package io.chromarunbook.starter.bench;

/** What a process used up in some time: seconds of CPU, and the most memory it held (resident). */
record Usage(double cpuSeconds, long peakBytes) {}
