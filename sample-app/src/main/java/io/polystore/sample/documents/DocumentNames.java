package io.polystore.sample.documents;

import java.util.List;

/**
 * The answer to the question which documents there are.
 *
 * @param names their names, in order
 */
record DocumentNames(List<String> names) {

}
