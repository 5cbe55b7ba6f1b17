package workflows.release;

import domain.probe.ProbeResult;
import domain.profile.ChecklistItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a checklist is still open after its addresses were asked and its items
 * attested.
 */
final class Checklists {

	private Checklists() {
	}

	static List<String> open(List<ChecklistItem> items, List<ProbeResult> checked, List<String> attested) {
		List<String> open = new ArrayList<>();
		for (ChecklistItem item : items) {
			Optional<ProbeResult> result = checked.stream().filter(each -> each.name().equals(item.id())).findFirst();
			if (result.isPresent()) {
				if (!result.get().healthy()) {
					open.add(item.title() + " [" + result.get().inWords() + "]");
				}
			}
			else if (!attested.contains(item.id())) {
				open.add(item.title());
			}
		}
		return open;
	}

}
