package systems;

import domain.profile.ComponentProfile;
import domain.profile.SystemProfile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Dependencies name components and do not go in a circle. */
final class DependencyRules {

	private final SystemProfile profile;

	private final Problems problems;

	private final Set<String> done = new HashSet<>();

	private final Deque<String> way = new ArrayDeque<>();

	private DependencyRules(SystemProfile profile, Problems problems) {
		this.profile = profile;
		this.problems = problems;
	}

	static void check(SystemProfile profile, Problems problems) {
		DependencyRules rules = new DependencyRules(profile, problems);
		profile.components().forEach(component -> rules.follow(component.name()));
	}

	private void follow(String name) {
		int index = indexOf(name);
		if (index < 0 || done.contains(name)) {
			return;
		}
		way.addLast(name);
		List<String> needed = profile.components().get(index).dependsOn();
		for (int place = 0; place < needed.size(); place++) {
			Field field = Field.of("components").at(index).at("dependsOn").at(place);
			String next = needed.get(place);
			if (indexOf(next) < 0) {
				problems.add(field, "names no component", next,
						Problems.words(profile.components(), ComponentProfile::name));
			}
			else if (way.contains(next)) {
				problems.add(field, "closes a circle", circle(next), "dependencies without a circle");
			}
			else {
				follow(next);
			}
		}
		way.removeLast();
		done.add(name);
	}

	private String circle(String back) {
		List<String> names = new ArrayList<>(way);
		List<String> circle = new ArrayList<>(names.subList(names.indexOf(back), names.size()));
		circle.add(back);
		return String.join(" -> ", circle);
	}

	private int indexOf(String name) {
		return profile.components().stream().map(ComponentProfile::name).toList().indexOf(name);
	}

}
