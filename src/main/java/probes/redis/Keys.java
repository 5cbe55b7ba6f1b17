package probes.redis;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.NamedQuery;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What one connection is asked about keys; nothing of it writes. */
final class Keys {

	private static final int AT_ONCE = 1_000;

	private final RedisCommands<String, String> server;

	private final NamedQuery query;

	private final long deadline;

	Keys(RedisCommands<String, String> server, NamedQuery query) {
		this.server = server;
		this.query = query;
		this.deadline = System.nanoTime() + query.within().toNanos();
	}

	List<Map<String, Object>> ask(String verb, String argument) {
		return switch (verb) {
			case "COUNT" -> List.of(row("pattern", argument, "keys", count(argument)));
			case "SCAN" -> list(argument);
			case "TTL" -> List.of(timeToLive(argument));
			case "GET" -> List.of(value(argument));
			case "LLEN" -> List.of(row("key", argument, "length", server.llen(argument)));
			case "DBSIZE" -> List.of(row("keys", server.dbsize()));
			case "INFO" -> Information.of(argument.isEmpty() ? server.info() : server.info(argument))
				.values()
				.entrySet()
				.stream()
				.map(field -> row("field", field.getKey(), "value", field.getValue()))
				.toList();
			default -> throw new PermanentFailure(FailureKind.PROFILE, "nothing here asks " + verb);
		};
	}

	/** SCAN may give a key more than once. */
	private int count(String pattern) {
		Set<String> seen = new HashSet<>();
		scan(pattern, key -> {
			seen.add(key);
			return true;
		});
		return seen.size();
	}

	private List<Map<String, Object>> list(String pattern) {
		Set<String> seen = new HashSet<>();
		List<Map<String, Object>> rows = new ArrayList<>();
		scan(pattern, key -> {
			if (seen.add(key)) {
				rows.add(timeToLive(key));
			}
			return rows.size() <= query.limit();
		});
		return rows;
	}

	private void scan(String pattern, Predicate<String> goesOn) {
		ScanArgs which = ScanArgs.Builder.matches(pattern).limit(AT_ONCE);
		ScanCursor cursor = ScanCursor.INITIAL;
		do {
			if (System.nanoTime() > deadline) {
				throw new TransientFailure("the keys could not all be looked at within " + query.within(), null);
			}
			KeyScanCursor<String> found = server.scan(cursor, which);
			for (String key : found.getKeys()) {
				if (!goesOn.test(key)) {
					return;
				}
			}
			cursor = found;
		}
		while (!cursor.isFinished());
	}

	private Map<String, Object> timeToLive(String key) {
		long seconds = server.ttl(key);
		return row("key", key, "ttl",
				seconds == -2 ? "no such key" : seconds == -1 ? "never expires" : Long.toString(seconds));
	}

	private Map<String, Object> value(String key) {
		String type = server.type(key);
		Map<String, Object> row = row("key", key, "type", type);
		row.put("value", type.equals("string") ? server.get(key) : null);
		return row;
	}

	private static Map<String, Object> row(Object... pairs) {
		Map<String, Object> row = new LinkedHashMap<>();
		for (int index = 0; index < pairs.length; index += 2) {
			row.put(pairs[index].toString(), pairs[index + 1]);
		}
		return row;
	}

}
