package probes.network;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import org.junit.jupiter.api.Test;
import probes.Asked;

class DnsProberTest {

	private final DnsProber prober = new DnsProber();

	@Test
	void aNameMustResolveAndToTheAddressThatIsAskedFor() {
		assertThat(Asked.ask(prober, "kind: dns, host: localhost").health()).isEqualTo(Health.HEALTHY);
		assertThat(Asked.ask(prober, "kind: dns, host: localhost, equals: 127.0.0.1").health())
			.isEqualTo(Health.HEALTHY);
		assertThat(Asked.ask(prober, "kind: dns, host: localhost, equals: 192.0.2.1").words())
			.contains("192.0.2.1 was expected");
		assertThat(Asked.ask(prober, "kind: dns, host: nowhere.invalid").health()).isEqualTo(Health.FAILED);
	}

}
