package domain.diagnosis;

import domain.release.Artifact;

/**
 * The answer to a named query.
 *
 * @param artifact the rows in full, a JSON object a line
 * @param rows how many
 * @param more whether there were more than the query's limit
 * @param table the first of them as a Markdown table
 */
public record QueryAnswer(Artifact artifact, int rows, boolean more, String table) {

}
