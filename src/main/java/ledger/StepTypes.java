package ledger;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;

/**
 * Methods of steps by their names in histories: their types turn a history's payloads
 * back into records.
 */
record StepTypes(Map<String, Method> methods) {

	/** Empty for a step that exists no more. */
	Optional<Method> find(String name) {
		return Optional.ofNullable(methods.get(name));
	}

}
