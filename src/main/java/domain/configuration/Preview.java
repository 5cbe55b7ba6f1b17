package domain.configuration;

import domain.run.Change;
import java.util.List;

/**
 * What a change of configuration would do.
 *
 * @param changes one for each name whose value becomes another; values of Secrets are not
 * shown
 * @param dependants components that use it and read it only when they start
 * @param copies names of the copies that earlier runs kept, newest first
 */
public record Preview(List<Change> changes, List<String> dependants, List<String> copies) {

}
