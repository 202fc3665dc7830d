package io.chromarunbook.activities.putback;

import io.chromarunbook.activities.leftbehind.LeftBehindRecord;

/** A record left behind, and what is to become of it. */
record Assessed(LeftBehindRecord left, Assessment assessment) {}
