package io.chromarunbook.chroma;

import java.util.List;

/**
 * Where one API generation keeps things for one tenant and database.
 *
 * @param api "v1" or "v2"
 * @param root of what belongs to no tenant
 * @param places what must be there for its collections to be: tenant and database, in releases that
 *     have them
 * @param collections the list; one collection is one segment further, by name to look at or drop
 *     it, by UUID for all else
 */
record ApiRoutes(String api, Route root, List<Route> places, Route collections) {}
