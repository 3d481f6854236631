package org.thalweg.jobs.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateSerializerTest {
    private static final int ID = 10;
    private static int traps;

    private record Place(String name, double height) {

        private static void write(Place place, DataOutput out) throws IOException {
            out.writeUTF(place.name);
            out.writeDouble(place.height);
        }
    }

    /** A class that must never be made from bytes. */
    public static final class Trap {
        public Trap() {
            traps++;
        }
    }

    private final StateSerializer<Place> places = new StateSerializer<>(
            "the saved place",
            Place.class,
            Map.of(ID, new StateCodec<>(Place.class, Place::write, in -> new Place(in.readUTF(), in.readDouble()))));

    @Test
    void a_state_is_read_as_it_was_written() throws IOException {
        Place written = new Place("Furka", 2429);

        assertThat(places.deserialize(places.serialize(written))).isEqualTo(written);
    }

    @Test
    void a_class_that_is_named_in_the_bytes_is_refused_before_it_is_made() {
        Kryo careless = new Kryo();
        careless.setRegistrationRequired(false);
        byte[] bytes = sealed(careless, new Trap());
        int before = traps;

        assertThatThrownBy(() -> places.deserialize(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the saved place")
                .hasMessageContaining("name a class");
        assertThat(traps).isEqualTo(before);
    }

    @Test
    void an_id_that_is_not_registered_is_refused() {
        Kryo stranger = new Kryo();
        stranger.register(Trap.class, 77);
        byte[] bytes = sealed(stranger, new Trap());
        int before = traps;

        assertThatThrownBy(() -> places.deserialize(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("77");
        assertThat(traps).isEqualTo(before);
    }

    @Test
    void another_registered_type_is_refused() {
        assertThatThrownBy(() -> places.deserialize(sealed(new Kryo(), "Gotthard")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void bytes_left_over_are_refused() {
        Output output = new Output(64, -1);
        output.writeByte(1);
        output.writeBytes(new byte[] {ID + 2, 0, 1, 'F', 0, 0, 0, 0, 0, 0, 0, 0, 99});

        assertThatThrownBy(() -> places.deserialize(Seal.close(output.getBuffer(), output.position())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void every_flipped_bit_and_every_truncation_is_refused() {
        byte[] sealed = places.serialize(new Place("Furka", 2429));
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] damaged = sealed.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> places.deserialize(damaged)).isInstanceOf(IOException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] damaged = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> places.deserialize(damaged)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_newer_version_is_refused_by_name() {
        assertThatThrownBy(() -> places.deserialize(2, places.serialize(new Place("Furka", 2429))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("newer Thalweg");
    }

    private static byte[] sealed(Kryo kryo, Object object) {
        Output output = new Output(64, -1);
        output.writeByte(1);
        kryo.setReferences(false);
        kryo.writeClassAndObject(output, object);
        return Seal.close(output.getBuffer(), output.position());
    }
}
