import type { Act } from '../../cards/acts'
import { contactFromAlert, doWithAlert, openAlert } from './alert-acts'
import { saveAlertSettings } from './alert-settings'
import type { Answer, Asking } from './answer'
import { editContact, openContact, saveFromForm, withdraw } from './contact-acts'
import { takeFeedback } from './feedback'
import { keepReason, reasonForm } from './known-reason'
import { passAlertOn, passForm } from './pass-on'
import { answerRecordContact } from './record-contact'
import { takeWrongData, wrongDataForm } from './wrong-data'

/** Every button that does more than ask in words has its answer; a new one does not compile without. */
export function answerToAct(act: Act, asking: Asking): Promise<Answer> {
  switch (act.verb) {
    case 'contact-form': {
      const { student, channel, note } = act
      const said = { ...(channel === undefined ? {} : { channel }), ...(note === undefined ? {} : { note }) }
      return answerRecordContact({ intent: 'record-contact', student: { id: student }, ...said }, asking)
    }
    case 'contact-save':
      return saveFromForm(act, asking)
    case 'contact-open':
      return openContact(act, asking)
    case 'contact-edit':
      return editContact(act, asking)
    case 'contact-withdraw':
      return withdraw(act, asking)
    case 'alert-open':
      return openAlert(act, asking)
    case 'alert-do':
      return doWithAlert(act, asking)
    case 'alert-contact':
      return contactFromAlert(act, asking)
    case 'alert-reason-form':
      return reasonForm(act, asking)
    case 'alert-reason':
      return keepReason(act, asking)
    case 'alert-wrong-form':
      return wrongDataForm(act, asking)
    case 'alert-wrong':
      return takeWrongData(act, asking)
    case 'alert-pass-form':
      return passForm(act, asking)
    case 'alert-pass':
      return passAlertOn(act, asking)
    case 'alert-choose':
      return saveAlertSettings(act, asking)
    case 'feedback-send':
      return takeFeedback(act, asking)
  }
}
