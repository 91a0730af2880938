package relation

// end stands for what is beyond the sentence.
const end = 0xEE

// wordAt returns the word of item i, end beyond the sentence. Those below return
// of it what they are named after.
func wordAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return items[i].word
}

func stemAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return items[i].stem
}

func topicAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return uint64(items[i].topic)
}

func moodAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return uint64(items[i].mood)
}
