package people;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.Channel;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What Spring makes of this package. */
class WiringTest {

	@Test
	void everyKindOfChannelHasOneCourier() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext("people", "secrets")) {
			assertThat(context.getBeansOfType(Courier.class).values()).extracting(Courier::kind)
				.containsExactlyInAnyOrder(Channel.Kind.values());
			assertThat(context.getBean(Letters.class)).isNotNull();
		}
	}

}
