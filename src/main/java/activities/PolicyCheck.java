package activities;

import com.fasterxml.jackson.databind.JsonNode;
import domain.maintenance.Figure;
import domain.profile.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One policy on the workloads of a cluster; their number that do not keep to it is the
 * figure.
 */
final class PolicyCheck {

	private final Policy policy;

	PolicyCheck(Policy policy) {
		this.policy = policy;
	}

	/**
	 * The number of workloads that do not keep to it.
	 * @param workloads objects by name
	 */
	Figure figure(Map<String, JsonNode> workloads) {
		List<String> wrong = workloads.entrySet()
			.stream()
			.filter(workload -> !kept(workload.getValue()))
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
		return new Figure(policy.name(), (double) wrong.size(), "", 0.0, null, wrong.isEmpty(),
				wrong.isEmpty() ? null : String.join(", ", wrong));
	}

	private boolean kept(JsonNode workload) {
		List<JsonNode> values = values(workload, policy.field());
		return !values.isEmpty() && values.stream().allMatch(this::good);
	}

	private boolean good(JsonNode value) {
		if (value.isMissingNode() || value.isNull()) {
			return false;
		}
		String text = value.isValueNode() ? value.asText() : value.toString();
		return (policy.matches() == null || text.matches(policy.matches()))
				&& (policy.notMatches() == null || !text.matches(policy.notMatches()));
	}

	/** The values at the field, one for each element that a star stands for. */
	private static List<JsonNode> values(JsonNode from, String field) {
		int star = field.indexOf("/*");
		if (star < 0) {
			return List.of(from.at(field));
		}
		List<JsonNode> found = new ArrayList<>();
		Stream.of(from.at(field.substring(0, star)))
			.forEach(list -> list.forEach(each -> found.addAll(values(each, field.substring(star + 2)))));
		return found;
	}

}
