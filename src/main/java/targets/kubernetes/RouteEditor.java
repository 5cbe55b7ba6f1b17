package targets.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Divides what a route gives to the stable Service between it and the canary's, and
 * touches nothing else: matches, filters, mirrors, timeouts and rules without the stable
 * Service stay as they are, and other backends keep their share.
 *
 * @param shape the kind of route
 * @param namespace the route's namespace
 * @param stable the stable Service
 * @param canary the canary's Service
 */
record RouteEditor(RouteShape shape, String namespace, String stable, String canary) {

	private static final String WEIGHT = "weight";

	/** The specification in which the canary has this share, in percent. */
	JsonNode divided(JsonNode specification, int share) {
		JsonNode edited = specification.deepCopy();
		rules(edited).forEach((rule) -> divide(rule, share));
		return edited;
	}

	/** The specification without the canary; the stable Service has its share again. */
	JsonNode withoutCanary(JsonNode specification) {
		JsonNode edited = specification.deepCopy();
		rules(edited).forEach(this::removeCanary);
		return edited;
	}

	/** Whether two specifications differ by nothing but what {@link #divided} changes. */
	boolean sameApartFromShare(JsonNode one, JsonNode other) {
		return reduced(withoutCanary(one)).equals(reduced(withoutCanary(other)));
	}

	/** How the traffic is divided now. */
	Division division(JsonNode specification) {
		List<Integer> shares = new ArrayList<>();
		boolean exact = true;
		for (ObjectNode rule : rules(specification)) {
			ObjectNode stableBackend = backend(rule, this.stable);
			long canaryWeight = weight(rule, backend(rule, this.canary));
			long both = weight(rule, stableBackend) + canaryWeight;
			if (both > 0) {
				shares.add(Math.toIntExact(Math.round(canaryWeight * 100.0 / both)));
				exact &= stableBackend != null && canaryWeight * 100 % both == 0;
			}
		}
		int highest = shares.stream().mapToInt(Integer::intValue).max().orElse(0);
		boolean agreed = exact && !shares.isEmpty() && shares.stream().allMatch((share) -> share == highest);
		return new Division(highest, agreed, shares.size());
	}

	/** Rules that name the stable Service more than once: they cannot be divided. */
	boolean namesStableTwice(JsonNode specification) {
		return rules(specification).stream()
			.anyMatch((rule) -> backends(rule).stream().filter((backend) -> names(backend, this.stable)).count() > 1);
	}

	private void divide(ObjectNode rule, int share) {
		ObjectNode stableBackend = backend(rule, this.stable);
		ObjectNode canaryBackend = backend(rule, this.canary);
		long both = weight(rule, stableBackend) + weight(rule, canaryBackend);
		if (stableBackend == null || both == 0 || weight(rule, canaryBackend) * 100 == share * both) {
			return;
		}
		boolean alone = backends(rule).size() == ((canaryBackend == null) ? 1 : 2);
		long factor = alone ? 1 : 100 / gcd(100, both * share);
		long total = alone ? 100 : both * factor;
		for (ObjectNode other : backends(rule)) {
			if (factor > 1 && other != stableBackend && other != canaryBackend) {
				put(other, weight(rule, other) * factor);
			}
		}
		if (canaryBackend == null) {
			canaryBackend = addCanary(rule, stableBackend);
		}
		put(canaryBackend, total * share / 100);
		put(stableBackend, total - total * share / 100);
	}

	private ObjectNode addCanary(ObjectNode rule, ObjectNode stableBackend) {
		ObjectNode added = stableBackend.deepCopy();
		this.shape.rename(added, this.canary);
		((ArrayNode) rule.path(this.shape.backends())).insert(backends(rule).indexOf(stableBackend) + 1, added);
		return added;
	}

	private void removeCanary(ObjectNode rule) {
		ObjectNode stableBackend = backend(rule, this.stable);
		ObjectNode canaryBackend = backend(rule, this.canary);
		if (canaryBackend == null) {
			return;
		}
		if (stableBackend == null) {
			// Somebody took the stable Service out: the rule must not be left without
			// one.
			this.shape.rename(canaryBackend, this.stable);
			return;
		}
		put(stableBackend, weight(rule, stableBackend) + weight(rule, canaryBackend));
		Iterator<JsonNode> all = rule.path(this.shape.backends()).elements();
		while (all.hasNext()) {
			if (names(all.next(), this.canary)) {
				all.remove();
			}
		}
	}

	/** Weights as the smallest whole numbers of the same proportion. */
	private JsonNode reduced(JsonNode specification) {
		for (ObjectNode rule : rules(specification)) {
			if (backend(rule, this.stable) != null) {
				List<ObjectNode> backends = backends(rule);
				List<Long> weights = backends.stream().map((backend) -> weight(rule, backend)).toList();
				long divisor = Math.max(1, weights.stream().reduce(0L, RouteEditor::gcd));
				for (int index = 0; index < backends.size(); index++) {
					put(backends.get(index), weights.get(index) / divisor);
				}
			}
		}
		return specification;
	}

	private List<ObjectNode> rules(JsonNode specification) {
		return objects(specification.path(this.shape.rules()));
	}

	private List<ObjectNode> backends(ObjectNode rule) {
		return objects(rule.path(this.shape.backends()));
	}

	private ObjectNode backend(ObjectNode rule, String service) {
		return backends(rule).stream().filter((backend) -> names(backend, service)).findFirst().orElse(null);
	}

	private boolean names(JsonNode backend, String service) {
		return service.equals(this.shape.service(backend, this.namespace));
	}

	private long weight(ObjectNode rule, ObjectNode backend) {
		return (backend == null) ? 0 : backend.path(WEIGHT).asLong(this.shape.weightWhenAbsent(backends(rule).size()));
	}

	private static void put(ObjectNode backend, long weight) {
		backend.put(WEIGHT, Math.toIntExact(weight));
	}

	private static List<ObjectNode> objects(JsonNode array) {
		List<ObjectNode> objects = new ArrayList<>();
		array.forEach((node) -> objects.add((ObjectNode) node));
		return objects;
	}

	private static long gcd(long one, long other) {
		return BigInteger.valueOf(one).gcd(BigInteger.valueOf(other)).longValueExact();
	}

	/**
	 * How a route divides traffic.
	 *
	 * @param share the canary's share in percent, the highest where rules disagree
	 * @param agreed whether every rule divides by exactly that share
	 * @param rules number of rules that send traffic to either side
	 */
	record Division(int share, boolean agreed, int rules) {

	}

}
