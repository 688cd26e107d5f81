package date

import "github.com/nass-ar/nass/pkg/numeral"

// A signal is what the finder asks of a lexeme at each word.
type signal uint8

const (
	signalTime    signal = 1 << iota // no date is without one such, or a digit, unless it is all number words
	signalNumber                     // it is a number and nothing else
	signalBegins                     // an expression may begin with it
	signalJoins                      // one may begin with it if what follows goes on
	signalGoes                       // someone comes or goes
	signalMeets                      // there is an appointment
	signalEvery                      // something recurs
	signalBetween                    // a range begins with بين
)

// signalsOf is what the finder asks of l, which may begin the productions of opens.
func signalsOf(l *lexeme, opens uint32) (s signal) {
	time := l.month|l.hijri|l.wday|l.season != 0 || l.unit != 0 || l.set != 0 || l.part != 0 || l.decade != 0
	switch l.fn {
	case fToday, fTomorrow, fYesterday, fNow, fMoment, fFeast, fGo, fHead, fWeekend:
		s = signalTime
	case fNone:
		if l.num.Role != numeral.NoRole {
			s = signalNumber
		}
	}
	if time {
		s = signalTime
	}
	switch l.fn {
	case fGo:
		s |= signalGoes
	case fMonthDays:
		s |= signalMeets
	case fEvery:
		s |= signalEvery
	case fBetween:
		s |= signalBetween
	}
	switch {
	case l.tells(fIn, fOn, fAt, fAbout, fFrom, fBetween, fThis, fSince, fBefore, fAfter, fDuring):
		s |= signalJoins
	case l.num.Role != 0, l.fn != fAM && (time || opens != 0 || l.tells(fEvery, fFor, fThroughout, fSome)):
		s |= signalBegins
	}
	return s
}
