package local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;

class StandsStillTest {

	@Test
	void everyTestHasALimit() {
		assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(StandsStill.class);
		assertThat(Arrays.toString(Thread.currentThread().getStackTrace())).contains(StandsStill.class.getName());
	}

}
