package domain.probe;

import domain.profile.ChecklistItem;
import domain.run.Run;
import java.util.List;

/**
 * The checklist of a release.
 *
 * @param run the run it belongs to
 * @param version the version to be released: fills <code>{{version}}</code> in addresses
 * @param items the items
 */
public record ChecklistRequest(Run run, String version, List<ChecklistItem> items) {

}
