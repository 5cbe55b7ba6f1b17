package probes.redis;

import domain.diagnosis.Filling;
import domain.diagnosis.Order;
import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import domain.profile.StoreProfile;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Inquirer;
import probes.Places;

/**
 * Looks at keys of a Redis by SCAN, never by KEYS, which stops the server for as long as
 * it takes.
 */
@Component
class RedisInquirer implements Inquirer {

	private final RedisClients clients;

	RedisInquirer(RedisClients clients) {
		this.clients = clients;
	}

	@Override
	public NamedQuery.Kind kind() {
		return NamedQuery.Kind.REDIS;
	}

	@Override
	public Rows ask(Question question, Surroundings around) {
		NamedQuery query = question.query();
		StoreProfile store = Places.store(query.store(), around);
		RedisClient client = clients.open(store, query.within());
		try (StatefulRedisConnection<String, String> connection = client.connect()) {
			Order order = Order.of(query.text());
			boolean pattern = order.verb().equals("SCAN") || order.verb().equals("COUNT");
			String argument = Filling.fill(order.argument(), question.values(),
					value -> pattern ? literally(value) : value);
			return Rows.atMost(query.limit(), new Keys(connection.sync(), query).ask(order.verb(), argument));
		}
		catch (RedisException failure) {
			String words = RedisClients.place(store) + ": " + Causes.words(failure);
			if (Causes.first(RedisCommandExecutionException.class, failure) != null) {
				throw new PermanentFailure(FailureKind.PROFILE, words, failure);
			}
			throw new RedisException(words);
		}
		finally {
			client.shutdownAsync();
		}
	}

	/** What is given is no pattern, whatever it holds. */
	private static String literally(String value) {
		return value.replaceAll("([*?\\[\\]\\\\^-])", "\\\\$1");
	}

}
